import { Select, Text } from "@mantine/core";
import { planPresets, typicalOverheadCharacters } from "../../../shared/quota-presets.ts";
import { LimitRows } from "../../components/LimitRows.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { EstimateFields, type EstimatePartProps } from "./EstimateFields.tsx";
import { keyWords } from "./estimate-fields.ts";
import { planOf, withPlan } from "./estimate-presets.ts";
import { overheadOf } from "./overhead.ts";

/** The keys and what each of them gives, from a plan or the owner's own numbers. */
export function EstimateLimits(props: EstimatePartProps) {
  const { draft, onChange, onReplace } = props;
  const plan = planOf(draft);
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const sentNow = overheadOf(keys, draft) ?? typicalOverheadCharacters;
  return (
    <section className="estimate-part" aria-labelledby="estimate-limits">
      <h3 id="estimate-limits">Keys and their limits</h3>
      <div className="estimate-plan">
        <Select
          label="Plan"
          placeholder="Your own limits"
          data={planPresets.map(({ id, name, asOf }) => ({ value: id, label: `${name} (${asOf})` }))}
          value={plan?.id ?? null}
          onChange={(id) => onReplace("The plan's limits are filled in.", (known) => withPlan(known, id, sentNow))}
        />
        <EstimateFields {...props} fields={keyWords} />
      </div>
      <Text size="sm" c="dimmed">
        {plan ? `As of ${plan.asOf}. ${plan.note}` : "What your service gives each key; its own page tells."}
      </Text>
      <LimitRows
        drafts={draft.limits}
        onChange={(change) => onChange((known) => ({ ...known, limits: change(known.limits) }))}
      />
    </section>
  );
}
