import { Anchor, Group, Text } from "@mantine/core";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { Name } from "../../components/Said.tsx";
import type { Retried } from "./use-retried-failure.ts";

/** Which failure is tried again, and the way back to it. */
export function RetriedFailure({ retried: { failure, error } }: { retried: Retried }) {
  return (
    <>
      <ErrorLine error={error} />
      {failure && (
        <Group gap="xs" mb={6} role="status">
          <Text size="sm">
            The message of <Anchor href={`#failures?id=${failure.id}`}>failure {failure.id}</Anchor>
            {failure.author !== null && (
              <>
                , by <Name text={failure.author} />
              </>
            )}
            {failure.channelName !== null && (
              <>
                {" "}
                in <Name text={`#${failure.channelName}`} />
              </>
            )}
            .
          </Text>
          <Anchor href="#playground" size="sm">
            Write something else
          </Anchor>
        </Group>
      )}
    </>
  );
}
