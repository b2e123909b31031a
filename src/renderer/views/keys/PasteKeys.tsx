import { Button, Group, Text, Textarea } from "@mantine/core";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { type AddedKey, splitPastedKeys } from "../../../shared/pasted-keys.ts";
import { Tag } from "../../components/Tag.tsx";
import { useCall } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { formatNumber, plural } from "../../words/format.ts";
import type { Words } from "../../words/tables.ts";

const maxCharacters = 20_000;
const tooLong = `At most ${formatNumber(maxCharacters)} characters at once: paste the rest afterwards.`;
const addedWords: Words = { label: "Added", tone: "good", Icon: IconCircleCheck };
const leftOutWords: Words = { label: "Left out", tone: "bad", Icon: IconCircleX };

/** Takes in a pasted list of keys; each piece is reported on by itself, and once it was looked at, what was pasted leaves the page. */
export function PasteKeys() {
  const call = useCall();
  const [text, setText] = useState("");
  const [report, setReport] = useState<AddedKey[]>([]);
  const { run, errorText, isRunning, clear } = useAction();
  const pieces = splitPastedKeys(text);
  const good = pieces.filter(({ problem }) => problem === null).length;
  const bad = pieces.flatMap(({ problem }, index) => (problem === null ? [] : [`Number ${index + 1} ${problem}.`]));

  const isTooLong = text.length > maxCharacters;

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const added = await run(() => call("keys/add-pasted", { text }));
    setReport(added ?? []);
    if (added) setText("");
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Textarea
        mt="xs"
        label="Access tokens"
        description="One a line, or parted by spaces or commas. Labels are made up; you can change them afterwards."
        placeholder={"hf_…\nhf_…"}
        classNames={{ input: "secret-text" }}
        spellCheck={false}
        autosize
        minRows={3}
        maxRows={8}
        value={text}
        error={isTooLong ? tooLong : bad.length > 0 ? bad.join(" ") : errorText}
        onChange={({ currentTarget }) => {
          clear();
          setText(currentTarget.value);
        }}
      />
      <Group mt="xs" gap="xs">
        <Button type="submit" loading={isRunning} disabled={good === 0 || isTooLong}>
          {good === 0 ? "Add keys" : `Add ${plural(good, "key")}`}
        </Button>
      </Group>
      <ul className="paste-report" aria-label="What became of each" aria-live="polite">
        {report.map(({ place, label, text: said }) => (
          <Text key={place} size="sm" component="li">
            <Tag words={label === null ? leftOutWords : addedWords} /> {said}
          </Text>
        ))}
      </ul>
    </form>
  );
}
