// Choosing an emoji: search, groups, the ones used before, a skin tone. One group is drawn at a time, so that it opens at
// once. Esc closes it; Shift with a choice leaves it open for another.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { EMOJI_GROUPS, type Emoji, type EmojiCatalog, type EmojiGroupId } from "./catalog";
import { EmojiGrid } from "./EmojiGrid";
import sheet from "./EmojiPicker.module.css";
import { emojiOf, findEmoji } from "./find-emoji";
import { inTone } from "../../store/skin-tone";
import { SkinTones } from "./SkinTones";

const cx = classes(sheet);

const SIGNS: Readonly<Record<EmojiGroupId, string>> = {
  smileys_emotion: "😀",
  people_body: "👋",
  animals_nature: "🐻",
  food_drink: "🍎",
  travel_places: "🚗",
  activities: "⚽",
  objects: "💡",
  symbols: "💬",
  flags: "🏁",
};

/** So many of those used before are remembered and shown. */
const RECENT = 16;

interface EmojiPickerProps {
  /** Absent while it is read: what is typed meanwhile goes into the search already. */
  readonly catalog: EmojiCatalog | undefined;
  readonly onPick: (text: string) => void;
  readonly onClose: () => void;
}

interface Section {
  readonly label: string;
  readonly emojis: readonly Emoji[];
}

function useSections(catalog: EmojiCatalog | undefined, typed: string, group: EmojiGroupId): readonly Section[] {
  const recent = useApp((state) => state.ui.recentEmoji);
  // What is chosen now takes its place when the picker opens again: nothing jumps under the pointer.
  const [before] = useState(recent);
  return useMemo(() => {
    if (catalog === undefined) return [];
    if (typed.trim() !== "") return [{ label: t("emoji.found"), emojis: findEmoji(catalog, typed) }];
    const used = before.flatMap((glyph) => emojiOf(catalog, glyph) ?? []);
    return [
      ...(group === EMOJI_GROUPS[0] && used.length > 0 ? [{ label: t("emoji.recent"), emojis: used }] : []),
      { label: t(`emoji.group.${group}`), emojis: catalog[group] },
    ];
  }, [catalog, typed, group, before]);
}

export function EmojiPicker({ catalog, onPick, onClose }: EmojiPickerProps) {
  const [typed, setTyped] = useState("");
  const [group, setGroup] = useState<EmojiGroupId>(EMOJI_GROUPS[0]);
  const [calls, setCalls] = useState<readonly number[]>([]);
  const [looked, setLooked] = useState<Emoji | undefined>(undefined);
  const tone = useApp((state) => state.ui.skinTone);
  const commands = useCommands();
  const search = useRef<HTMLInputElement>(null);
  const sections = useSections(catalog, typed, group);

  useEffect(() => {
    search.current?.focus();
  }, []);

  const enter = (section: number): boolean => {
    if ((sections[section]?.emojis.length ?? 0) === 0) return false;
    setCalls((before) => sections.map((_, index) => (before[index] ?? 0) + (index === section ? 1 : 0)));
    return true;
  };
  const pick = (emoji: Emoji, more: boolean): void => {
    commands.rememberEmoji(emoji.glyph, RECENT);
    onPick(inTone(emoji, tone));
    if (!more) onClose();
  };
  const stepGroup = (step: number): void => {
    const next = EMOJI_GROUPS[EMOJI_GROUPS.indexOf(group) + step];
    if (next === undefined) return;
    setTyped("");
    setGroup(next);
    search.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    else if (event.key === "PageDown") stepGroup(1);
    else if (event.key === "PageUp") stepGroup(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const first = sections[0]?.emojis[0];
    if (event.key === "ArrowDown") enter(0);
    else if (event.key === "Enter" && typed.trim() !== "" && first !== undefined) pick(first, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const nothing = catalog !== undefined && sections.every(({ emojis }) => emojis.length === 0);
  return (
    <div role="dialog" aria-label={t("composer.emoji")} className={cx("picker")} onKeyDown={onKeyDown}>
      <div className={cx("search")}>
        <Icon name="search" size="small" />
        <input
          ref={search}
          className={cx("input")}
          type="text"
          aria-label={t("emoji.search")}
          placeholder={t("emoji.search")}
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onKeyDown={onSearchKey}
        />
      </div>
      <div className={cx("groups")} role="group" aria-label={t("emoji.groups")}>
        {EMOJI_GROUPS.map((id) => (
          <button
            key={id}
            type="button"
            className={cx("group", typed.trim() === "" && id === group && "current")}
            aria-label={t(`emoji.group.${id}`)}
            aria-pressed={typed.trim() === "" && id === group}
            onClick={() => {
              setTyped("");
              setGroup(id);
            }}
          >
            <span aria-hidden="true">{SIGNS[id]}</span>
          </button>
        ))}
      </div>
      <div className={cx("body")} key={typed === "" ? group : "found"}>
        {sections.map(({ label, emojis }, index) => (
          <section key={label}>
            <h3 className={cx("heading")}>{label}</h3>
            <EmojiGrid
              label={label}
              emojis={emojis}
              tone={tone}
              calls={calls[index] ?? 0}
              onPick={pick}
              onLook={setLooked}
              onLeave={(step) => {
                if (index + step >= 0) return enter(index + step);
                search.current?.focus();
                return true;
              }}
            />
          </section>
        ))}
        <p className={cx("nothing")} role="status">
          {nothing ? t("emoji.none") : null}
        </p>
      </div>
      <div className={cx("foot")}>
        <span className={cx("name")} aria-hidden="true">
          {looked?.name}
        </span>
        <SkinTones
          tone={tone}
          onChange={(skinTone) => {
            commands.show({ skinTone });
          }}
        />
      </div>
    </div>
  );
}
