import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useHashRequest } from "../../state/use-hash-view.ts";
import { focusTitle } from "../focus-title.ts";
import { EstimateCard } from "./EstimateCard.tsx";
import { SeriesTextures } from "./figures/SeriesTextures.tsx";
import { LimitBars } from "./LimitBars.tsx";
import { MonthCard } from "./month/MonthCard.tsx";
import { type HandedEstimate, RehearsalCard } from "./rehearsal/RehearsalCard.tsx";
import { UsageCard } from "./usage/UsageCard.tsx";
import "./quota.css";

export function QuotaView() {
  const [handed, setHanded] = useState<HandedEstimate | null>(null);
  useHashRequest("quota", "part", (part) => focusTitle(`${part}-title`));
  return (
    <main className="view">
      <h1 tabIndex={-1}>Quota</h1>
      <Text size="sm" c="dimmed" mb="sm">
        See how much of your keys is used and how far it reaches, and know beforehand whether they are enough.
      </Text>
      <SeriesTextures />
      <Stack gap="sm">
        <LimitBars />
        <UsageCard />
        <MonthCard />
        <EstimateCard onRehearse={(input) => setHanded({ input })} />
        <RehearsalCard handed={handed} />
      </Stack>
    </main>
  );
}
