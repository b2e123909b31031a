import { IconAlertTriangle, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { FailureGroup } from "../../../shared/failure-groups.ts";
import { visibleText } from "../../../shared/visible-text.ts";
import { Moment } from "../../components/Moment.tsx";
import { Tag } from "../../components/Tag.tsx";
import { formatNumber } from "../../words/format.ts";
import type { Words } from "../../words/tables.ts";

interface FailureGroupListProps {
  groups: FailureGroup[];
  chosenCause: string;
  onChoose(cause: string): void;
}

const openWords: Words = { label: "Open", tone: "bad", Icon: IconCircleX };
const returnedWords: Words = { label: "Came back", tone: "warn", Icon: IconAlertTriangle };
const resolvedWords: Words = { label: "Resolved", tone: "good", Icon: IconCircleCheck };

/** How a group stands: one that has come back was thought to be over. */
export function groupWords({ open, lastResolvedAt }: FailureGroup): Words {
  if (open === 0) return resolvedWords;
  return lastResolvedAt === null ? openWords : returnedWords;
}

/** The causes, each with how often and how lately it happened. */
export function FailureGroupList({ groups, chosenCause, onChoose }: FailureGroupListProps) {
  return (
    <ul className="failure-list" aria-label="Causes">
      {groups.map((group) => (
        <li key={group.cause}>
          <button type="button" aria-current={group.cause === chosenCause} onClick={() => onChoose(group.cause)}>
            <span className="failure-summary">{visibleText(group.summary)}</span>
            <span className="failure-where">
              <Tag words={groupWords(group)} />
              <span className="failure-count">{formatNumber(group.open || group.resolved)} ×</span>
              <Moment at={group.lastAt} isPart />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
