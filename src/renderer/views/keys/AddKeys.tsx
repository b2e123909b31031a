import { Group, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { AddKey } from "./AddKey.tsx";
import { PasteKeys } from "./PasteKeys.tsx";

const ways = [
  { value: "one", label: "One" },
  { value: "several", label: "Several" },
];

/** Takes new keys in, one by one or a whole list of them. */
export function AddKeys() {
  const [way, setWay] = useState("one");
  return (
    <section className="card" aria-labelledby="add-key-title">
      <Group justify="space-between">
        <h2 id="add-key-title">{way === "one" ? "Add a key" : "Add several keys"}</h2>
        <SegmentedControl size="xs" aria-label="How many" data={ways} value={way} onChange={setWay} />
      </Group>
      {way === "one" ? <AddKey /> : <PasteKeys />}
      <Text size="sm" c="dimmed" mt="xs">
        Credits belong to the account: two tokens of one account share one quota. A second key helps only from another
        account, organisation or provider. Only the last four characters are shown from here on.
      </Text>
    </section>
  );
}
