import { Text } from "@mantine/core";
import { type ErrorReport, sentenceOf } from "../../shared/errors.ts";

/** Why something the owner asked for was refused; nothing where it was not. */
export function ErrorLine({ error }: { error: ErrorReport | null }) {
  return (
    <Text role="alert" size="sm" c="var(--mantine-color-error)" hidden={!error}>
      {error && sentenceOf(error)}
    </Text>
  );
}
