// Several people of the run in one process of their own.
import { serveParent } from "../chaos/child";
import { openMember, type Member } from "./member";
import type { CrowdOrder, CrowdReport, Resent } from "./orders";

export function serveCrowd(): void {
  let members: readonly Member[] = [];
  const resent: Resent[] = [];
  const troubles: Record<string, number> = {};
  const notebook = {
    resent: (text: Resent) => void resent.push(text),
    trouble: (what: string) => void (troubles[what] = (troubles[what] ?? 0) + 1),
  };

  serveParent<CrowdOrder, CrowdReport>(async (order, report) => {
    switch (order.type) {
      case "open":
        members = await Promise.all(order.seats.map((seat) => openMember(seat, notebook)));
        return report({ type: "opened" });
      case "write":
        for (const { from, to, texts } of order.tasks) members.find(({ address }) => address === from)?.write(to, texts);
        return;
      case "send-again":
        for (const member of members) member.sendAgain();
        return;
      case "look": {
        const looks = members.map((member) => member.look());
        return report({
          type: "looked",
          isAcquainted: looks.every(({ isAcquainted }) => isAcquainted),
          queue: looks.reduce((sum, { queue }) => sum + queue, 0),
          delivered: looks.reduce((sum, { delivered }) => sum + delivered, 0),
        });
      }
      case "stop":
        await Promise.all(members.map((member) => member.stop()));
        members = [];
        return report({ type: "stopped", resent, troubles });
    }
  });
}
