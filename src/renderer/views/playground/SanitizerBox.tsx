import { Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Sanitized } from "../../../shared/models.ts";
import { type SanitizerSettings, sanitizerRules } from "../../../shared/settings.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { MarkedText } from "../../components/MarkedText.tsx";
import { Said } from "../../components/Said.tsx";
import { useCall, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { formatNumber, plural } from "../../words/format.ts";
import { removalWords } from "../../words/tables.ts";
import { RuleSwitches } from "./RuleSwitches.tsx";

const maxCharacters = 20_000;
const typingPauseMs = 200;
const example = "hi <@123456789012345678> 😀👨‍👩‍👧  look <a:party:234567890123456789> https://tenor.com/view/cat-gif-1";

/** Shows what the sanitizer makes of a text: before, after, what went and why; its rules can be switched for this box. */
export function SanitizerBox() {
  const call = useCall();
  const { run, error } = useAction();
  const ownRules = useSnapshot(({ settings }) => settings.sanitizer);
  const [rules, setRules] = useState<Partial<SanitizerSettings>>({});
  const [text, setText] = useState(example);
  const [settled] = useDebouncedValue(text, typingPauseMs);
  const [result, setResult] = useState<Sanitized | null>(null);

  const isTooLong = text.length > maxCharacters;
  useEffect(() => {
    if (settled.length > maxCharacters) return;
    let isCurrent = true;
    const asked = { text: settled, rules: { ...ownRules, ...rules } };
    void run(() => call("sanitizer/run", asked)).then((sanitized) => {
      if (isCurrent && sanitized) setResult(sanitized);
    });
    return () => {
      isCurrent = false;
    };
  }, [settled, ownRules, rules, call, run]);

  return (
    <section className="card playground-sanitizer" aria-labelledby="sanitizer-title">
      <Stack gap="sm">
        <h2 id="sanitizer-title">Sanitizer test box</h2>
        <Textarea
          label="Text to try"
          value={text}
          error={
            isTooLong && `At most ${formatNumber(maxCharacters)} characters; these are ${formatNumber(text.length)}.`
          }
          autosize
          minRows={2}
          maxRows={8}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <RuleSwitches own={ownRules} changed={rules} onChange={setRules} />
        <ErrorLine error={error} />
        {result && <Result result={result} />}
      </Stack>
    </section>
  );
}

function Result({ result: { input, output, removed } }: { result: Sanitized }) {
  const kinds = sanitizerRules.filter((rule) => removed.some(({ kind }) => kind === rule));
  return (
    <>
      <div className="playground-before-after">
        <div>
          <Text size="xs" c="dimmed">
            Before
          </Text>
          <MarkedText input={input} removed={removed} label="Before" />
        </div>
        <div>
          <Text size="xs" c="dimmed">
            After
          </Text>
          <Said text={output} label="After" />
        </div>
      </div>
      <Text size="sm" role="status">
        {removed.length === 0 ? "Nothing had to go." : `${plural(removed.length, "piece")} went:`}
      </Text>
      {kinds.length > 0 && (
        <dl className="facts">
          {kinds.map((kind) => (
            <div key={kind} style={{ display: "contents" }}>
              <dt>
                {removed.filter((removal) => removal.kind === kind).length} × {removalWords[kind].label}
              </dt>
              <dd>{removalWords[kind].why}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
