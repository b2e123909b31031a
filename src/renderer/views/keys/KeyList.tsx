import type { CSSProperties } from "react";
import type { KeyStatus } from "../../../shared/models.ts";
import { ErrorLine } from "../../components/ErrorLine.tsx";
import { useCall, usePanelStore } from "../../state/panel-context.tsx";
import { useAction } from "../../state/use-action.ts";
import { useUndo } from "../../state/use-undo.ts";
import { KeyCard } from "./KeyCard.tsx";
import { busiestOf } from "./KeyUse.tsx";
import { inOrderOf, moved } from "./moved.ts";
import { useDragOrder } from "./use-drag-order.ts";

/** The keys in the order in which they answer; it is changed by dragging and by buttons. */
export function KeyList({ keys }: { keys: KeyStatus[] }) {
  const call = useCall();
  const store = usePanelStore();
  const { run, error, isRunning } = useAction();
  const undo = useUndo();

  const known = () => store.getState().snapshot?.keys ?? [];
  const become = async (reordered: KeyStatus[]) => {
    const before = known();
    store.patch(() => ({ keys: reordered }));
    try {
      await call("keys/reorder", { ids: reordered.map(({ id }) => id) });
    } catch (thrown) {
      store.patch(() => ({ keys: before }));
      throw thrown;
    }
  };
  const move = (from: number, to: number) =>
    void run(async () => {
      await become(moved(keys, from, to));
      undo.offer(`${keys[from]?.label} is now number ${to + 1} of ${keys.length}.`, () =>
        become(inOrderOf(known(), keys)),
      );
    });
  const { listRef, drag, handleProps, onKeyDown } = useDragOrder(move);
  const busiest = busiestOf(keys);
  return (
    <div>
      <ErrorLine error={error} />
      <ol className="keys" aria-label="Keys in order" ref={listRef} onKeyDown={onKeyDown}>
        {keys.map((key, index) => (
          <li
            key={key.id}
            className={drag ? dropClass(index, drag) : undefined}
            style={drag?.from === index ? ({ "--drag-offset": `${drag.offset}px` } as CSSProperties) : undefined}
          >
            <KeyCard
              keyStatus={key}
              place={index + 1}
              busiest={busiest}
              handle={keys.length > 1 ? handleProps(index) : null}
              onMoveUp={index === 0 || isRunning ? null : () => move(index, index - 1)}
              onMoveDown={index === keys.length - 1 || isRunning ? null : () => move(index, index + 1)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The dragged one, and the one before or after which it would come to lie. */
function dropClass(index: number, { from, to }: { from: number; to: number }): string | undefined {
  if (index === from) return "dragged";
  if (index !== to || to === from) return undefined;
  return to < from ? "drop-before" : "drop-after";
}
