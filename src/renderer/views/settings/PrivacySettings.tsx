import { Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { snowflake } from "../../../shared/settings.ts";
import { ConfirmButton } from "../../components/ConfirmButton.tsx";
import { useCall, usePanelStore } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { plural } from "../../words/format.ts";
import { idIssue } from "../../words/issue-at.ts";
import { LosingNumber } from "./LosingNumber.tsx";
import { Section } from "./Section.tsx";

export function PrivacySettings() {
  return (
    <div className="settings-columns">
      <Section title="Retention" note="Messages, answers and failures older than this are deleted.">
        <LosingNumber
          path="privacy.retentionDays"
          label="Keep the log for"
          suffix=" days"
          question={(days) =>
            `Messages, answers and failures older than ${plural(days, "day")} are deleted at once. This cannot be undone.`
          }
        />
      </Section>
      <ForgetMember />
    </div>
  );
}

function ForgetMember() {
  const call = useCall();
  const store = usePanelStore();
  const [authorId, setAuthorId] = useState("");
  const [done, setDone] = useState<string | null>(null);
  const { run, errorText, isRunning, clear } = useAction();
  const parsed = snowflake.safeParse(authorId.trim());
  const issue = idIssue(authorId);

  const forget = async () => {
    const forgotten = await run(() => call("log/forget-member", { authorId: authorId.trim() }));
    if (!forgotten) return;
    const { messages, failures, exchanges } = forgotten;
    const amounts = [
      plural(messages, "message"),
      plural(failures, "failure"),
      plural(exchanges, "remembered exchange"),
    ];
    setDone(`Deleted: ${amounts.join(", ")}.`);
    setAuthorId("");
    await store.reload();
  };
  return (
    <Section
      title="Forget a member"
      note="Deletes everything stored that this member wrote, and the answers to it. Members do it themselves with $forget, and with $optout nothing of theirs is read or stored any more."
    >
      <Group align="flex-start" gap="xs">
        <TextInput
          label="Member's id"
          description="In Discord: Developer Mode, then Copy User ID."
          value={authorId}
          error={issue ?? errorText}
          onChange={({ currentTarget }) => {
            clear();
            setDone(null);
            setAuthorId(currentTarget.value);
          }}
          style={{ flex: 1 }}
        />
        <ConfirmButton
          mt={43}
          color="red"
          loading={isRunning}
          disabled={!parsed.success}
          title="Forget this member?"
          question={`Everything stored of member ${authorId.trim()} is deleted. This cannot be undone.`}
          confirmLabel="Forget"
          onConfirm={() => void forget()}
        >
          Forget
        </ConfirmButton>
      </Group>
      <Text size="sm" role="status">
        {done}
      </Text>
    </Section>
  );
}
