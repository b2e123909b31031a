import { Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { Empty } from "../../components/Empty.tsx";
import { OutsideLink } from "../../components/OutsideLink.tsx";
import { useSnapshot } from "../../state/panel-context.tsx";
import { useHashRequest } from "../../state/use-hash-view.ts";
import { focusTitle } from "../focus-title.ts";
import { AddKeys } from "./AddKeys.tsx";
import { CompareAccounts } from "./CompareAccounts.tsx";
import { KeyList } from "./KeyList.tsx";
import "./keys.css";

/** The ring of keys in the order in which they answer. */
export function KeysView() {
  const keys = useSnapshot((snapshot) => snapshot.keys);
  useHashRequest("keys", "part", (part) => focusTitle(`${part}-key-title`));
  return (
    <main className="view">
      <h1 tabIndex={-1}>Keys</h1>
      <Text size="sm" c="dimmed" mb="sm">
        The first ready key answers; when it rests, the next one takes over within the same question, and it comes back
        by itself. Where a key has no limit, a grey bar measures it against the busiest one.
      </Text>
      <Stack gap="sm">
        {keys.length === 0 ? (
          <div className="card">
            <Empty Icon={IconKey} title="No keys yet">
              Without a key the understudy answers from the persona's own lines. Make an access token on{" "}
              <OutsideLink href="https://huggingface.co/settings/tokens/new?tokenType=fineGrained">
                Hugging Face
              </OutsideLink>
              , fine-grained, with the one permission "Make calls to Inference Providers", and add it below.
            </Empty>
          </div>
        ) : (
          <KeyList keys={keys} />
        )}
        <AddKeys />
        {keys.length > 1 && <CompareAccounts keys={keys} />}
      </Stack>
    </main>
  );
}
