import { Stack, Text } from "@mantine/core";
import type { CheckResult } from "../../shared/models.ts";
import { checkWords } from "../words/tables.ts";
import { Name } from "./Said.tsx";
import { Tag } from "./Tag.tsx";

/** What the doctor found, a line each. */
export function CheckLines({ results }: { results: CheckResult[] }) {
  return (
    <Stack gap={6}>
      {results.map(({ name, verdict, text, mend }) => (
        <Text key={name} size="sm" component="div">
          <Tag words={checkWords[verdict]} />{" "}
          <strong>
            <Name text={name} />
          </strong>
          : <Name text={text} /> {mend}
        </Text>
      ))}
    </Stack>
  );
}
