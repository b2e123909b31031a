import { SimpleGrid } from "@mantine/core";
import { Section } from "./Section.tsx";
import { SettingNumber } from "./setting-fields.tsx";

export function AlertSettings() {
  return (
    <div className="settings-columns">
      <Section
        title="When a limit comes within sight"
        note="You are told here, in the log and by a notification of the system, once for each limit until it begins anew. That another key answers, that all rest and that one is back is told always."
      >
        <SimpleGrid className="aligned-fields" cols={2} spacing="sm">
          <SettingNumber
            path="alerts.usedShare"
            label="Once a key has used"
            suffix="%"
            scale={0.01}
            description="Of a limit of yours; 0 switches it off."
          />
          <SettingNumber
            path="alerts.hourAheadMinutes"
            label="Before the keys run out this hour"
            suffix=" min"
            description="By the forecast, for all keys together; 0 switches it off."
          />
          <SettingNumber
            path="alerts.monthAheadDays"
            label="Before they run out for the month"
            suffix=" days"
            description="By the forecast, for all keys together; 0 switches it off."
          />
        </SimpleGrid>
      </Section>
    </div>
  );
}
