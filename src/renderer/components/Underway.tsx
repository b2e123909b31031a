import { Progress, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useNow } from "../state/use-now.ts";

/** What is over sooner needs no words: they would only make the page jump. */
const quietMs = 900;

interface UnderwayProps {
  /** How far it has come, 0 to 1; left out where nobody can tell. */
  share?: number;
  /** What is waited for. */
  children: ReactNode;
}

/** What is waited for, how far it has come and for how long already; of what is soon over, nothing. */
export function Underway({ share, children }: UnderwayProps) {
  const now = useNow(1000);
  const [since] = useState(now);
  if (now - since < quietMs) return null;
  return (
    <div className="underway">
      {share !== undefined && <Progress value={share * 100} aria-label="Progress" />}
      <Text size="sm" c="dimmed">
        {children} {/* Read out, it would interrupt each second. */}
        <span className="figures" aria-hidden>
          {Math.round((now - since) / 1000)} s
        </span>
      </Text>
    </div>
  );
}
