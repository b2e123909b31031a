import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { Failure } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Name } from "../../components/Said.tsx";
import { Tag } from "../../components/Tag.tsx";
import type { Words } from "../../words/tables.ts";

interface FailureListProps {
  failures: Failure[];
  chosenId: number;
  onChoose(id: number): void;
}

const openWords: Words = { label: "Open", tone: "bad", Icon: IconCircleX };
const resolvedWords: Words = { label: "Resolved", tone: "good", Icon: IconCircleCheck };

export function FailureList({ failures, chosenId, onChoose }: FailureListProps) {
  return (
    <ul className="failure-list" aria-label="Failures">
      {failures.map(({ id, at, summary, channelName, author, resolvedAt }) => (
        <li key={id}>
          <button type="button" aria-current={id === chosenId} onClick={() => onChoose(id)}>
            <span className="failure-summary">{summary}</span>
            <span className="failure-where">
              <Tag words={resolvedAt === null ? openWords : resolvedWords} /> <Moment at={at} />
              {channelName !== null && (
                <>
                  {" "}
                  #<Name text={channelName} />
                </>
              )}
              {author !== null && (
                <>
                  {" "}
                  <Name text={author} />
                </>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
