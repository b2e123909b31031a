import { Stack, Text } from "@mantine/core";
import { EstimateCard } from "./EstimateCard.tsx";
import { LimitBars } from "./LimitBars.tsx";
import { UsageCard } from "./UsageCard.tsx";

export function QuotaView() {
  return (
    <main className="view">
      <h1>Quota</h1>
      <Text size="sm" c="dimmed" mb="sm">
        Know beforehand whether your keys are enough, and see how much of them is used.
      </Text>
      <Stack gap="sm">
        <EstimateCard />
        <LimitBars />
        <UsageCard />
      </Stack>
    </main>
  );
}
