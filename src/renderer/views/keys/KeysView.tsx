import { Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { Empty } from "../../components/Empty.tsx";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, usePanelStore, useSnapshot } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { AddKey } from "./AddKey.tsx";
import { KeyCard } from "./KeyCard.tsx";
import { moved } from "./moved.ts";
import "./keys.css";

/** The ring of keys in the order in which they answer. */
export function KeysView() {
  const call = useCall();
  const store = usePanelStore();
  const keys = useSnapshot((snapshot) => snapshot.keys);
  const { run, error, isRunning } = useAction();

  const move = (index: number, by: -1 | 1) =>
    run(async () => {
      const reordered = moved(keys, index, by);
      await call("keys/reorder", { ids: reordered.map(({ id }) => id) });
      store.patch(() => ({ keys: reordered }));
    });

  return (
    <main className="view">
      <h1>Keys</h1>
      <Text size="sm" c="dimmed" mb="sm">
        The first ready key answers; when it rests, the next one takes over within the same question, and it comes back
        by itself.
      </Text>
      <ErrorLine error={error} />
      <Stack gap="sm">
        {keys.length === 0 && (
          <div className="card">
            <Empty Icon={IconKey} title="No keys yet">
              Without a key the understudy answers from the persona's own lines. Add an access token of Hugging Face
              below; make it fine-grained, with the one permission "Make calls to Inference Providers".
            </Empty>
          </div>
        )}
        {keys.length > 0 && (
          <ol className="keys" aria-label="Keys in order">
            {keys.map((key, index) => (
              <li key={key.id}>
                <KeyCard
                  keyStatus={key}
                  place={index + 1}
                  onMoveUp={index === 0 || isRunning ? null : () => void move(index, -1)}
                  onMoveDown={index === keys.length - 1 || isRunning ? null : () => void move(index, 1)}
                />
              </li>
            ))}
          </ol>
        )}
        <AddKey />
      </Stack>
    </main>
  );
}
