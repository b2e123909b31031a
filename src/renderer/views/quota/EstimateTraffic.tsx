import { Select, SimpleGrid, Text } from "@mantine/core";
import { trafficPresets } from "../../../shared/quota-presets.ts";
import { EstimateFields, type EstimatePartProps } from "./EstimateFields.tsx";
import { messageWords, trafficWords } from "./estimate-fields.ts";
import { trafficOf, withTraffic } from "./estimate-presets.ts";

/** Who writes when, from a preset or the owner's own figures, and how long their messages are. */
export function EstimateTraffic(props: EstimatePartProps) {
  const preset = trafficOf(props.draft);
  return (
    <section className="estimate-part" aria-labelledby="estimate-traffic">
      <h3 id="estimate-traffic">Traffic</h3>
      <div className="estimate-choice">
        <Select
          label="Server"
          placeholder="Your own figures"
          data={trafficPresets.map(({ id, name }) => ({ value: id, label: name }))}
          value={preset?.id ?? null}
          onChange={(id) => props.onReplace("The server's figures are filled in.", (known) => withTraffic(known, id))}
        />
        <Text size="sm" c="dimmed">
          {preset?.description ?? "Choose one to begin with its figures, and change what is different with you."}
        </Text>
      </div>
      <SimpleGrid className="estimate-fields" cols={{ base: 2, xs: 3 }} spacing="xs" verticalSpacing={0}>
        <EstimateFields {...props} fields={trafficWords} />
      </SimpleGrid>
      <h3>Messages</h3>
      <SimpleGrid className="estimate-fields" cols={{ base: 2, xs: 4 }} spacing="xs" verticalSpacing={0}>
        <EstimateFields {...props} fields={messageWords} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        "Characters added" stands for what goes along with a member's own words: persona, memory and answer, often more
        than a thousand for each message. Today's services count it; only the story's figures leave it out.
      </Text>
    </section>
  );
}
