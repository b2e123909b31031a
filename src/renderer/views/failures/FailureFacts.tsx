import type { ReactNode } from "react";
import type { Failure } from "../../../shared/models.ts";
import { Moment } from "../../components/Moment.tsx";
import { Name } from "../../components/Said.tsx";

/** Where and when it happened, as far as known. */
export function FailureFacts({ failure }: { failure: Failure }) {
  const { at, stage, status, keyLabel, channelName, channelId, author, authorId, messageId, resolvedAt } = failure;
  const facts: [string, ReactNode][] = [
    ["When", <Moment key="when" at={at} />],
    ["Stage", stage],
    ["Channel", channelName === null ? null : [`#`, <Name key="name" text={channelName} />, ` (${channelId})`]],
    ["Author", author === null ? null : [<Name key="name" text={author} />, ` (${authorId})`]],
    ["Message", messageId],
    ["Key", keyLabel === null ? null : <Name key="key" text={keyLabel} />],
    ["Status", status],
    ["Resolved", resolvedAt === null ? null : <Moment key="resolved" at={resolvedAt} />],
  ];
  return (
    <dl className="facts failure-facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
