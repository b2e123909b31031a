import { Text } from "@mantine/core";
import { type LimitLine, limitWords } from "./limit-line.ts";

/** Says where the limit is when the picture does not hold it. */
export function LimitNote({ limit, isDrawn }: { limit: LimitLine; isDrawn: boolean }) {
  if (isDrawn) return null;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {limit.amount === null ? limit.why : `${limitWords(limit)}, is far above this picture.`}
    </Text>
  );
}
