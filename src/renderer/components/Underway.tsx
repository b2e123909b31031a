import { Progress, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useNow } from "../state/use-now.ts";

/** What is over sooner needs no words: they would only make the page jump. */
const quietMs = 900;

interface UnderwayProps {
  /** How far it has come, 0 to 1, and what that is the progress of; left out where nobody can tell. */
  progress?: { share: number; label: string };
  /** What is waited for. */
  children: ReactNode;
}

/** What is waited for, how far it has come and for how long already; of what is soon over, nothing. */
export function Underway({ progress, children }: UnderwayProps) {
  const now = useNow(1000);
  const [since] = useState(now);
  if (now - since < quietMs) return null;
  return (
    <div className="underway">
      {progress && <Progress value={progress.share * 100} aria-label={progress.label} />}
      <Text size="sm" c="dimmed">
        {children} {/* Read out, it would interrupt each second. */}
        <span className="figures" aria-hidden>
          {Math.round((now - since) / 1000)} s
        </span>
      </Text>
    </div>
  );
}
