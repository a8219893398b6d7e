// Which skin tone the emoji of people and hands are shown and written in.
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { inTone, SKIN_TONES, type SkinTone } from "../../store/skin-tone";
import sheet from "./SkinTones.module.css";

const cx = classes(sheet);

const HAND = { glyph: "\u270B", toned: true };

export function SkinTones({ tone, onChange }: { readonly tone: SkinTone; readonly onChange: (tone: SkinTone) => void }) {
  return (
    <div role="radiogroup" aria-label={t("emoji.tone")} className={cx("tones")}>
      {SKIN_TONES.map((one) => (
        <label key={one} className={cx("tone", one === tone && "chosen")}>
          <input
            type="radio"
            name="skin-tone"
            className={cx("input")}
            aria-label={t(`emoji.tone.${one}`)}
            checked={one === tone}
            onChange={() => {
              onChange(one);
            }}
          />
          <span aria-hidden="true">{inTone(HAND, one)}</span>
        </label>
      ))}
    </div>
  );
}
