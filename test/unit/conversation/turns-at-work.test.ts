import { expect, it } from "vitest";
import { beginTurn } from "../../../src/engine/conversation/turn.ts";
import { TurnsAtWork } from "../../../src/engine/conversation/turns-at-work.ts";
import { incoming, recordingDelivery } from "../../support/messages.ts";

it("a turn whose member is forgotten names no failure of before, which is deleted with the rest", () => {
  const atWork = new TurnsAtWork();
  const [ann, ben, ended] = ["ann", "ben", "ann"].map((authorId) => {
    const turn = beginTurn(incoming({ authorId }), recordingDelivery(), 0, 0);
    turn.failureId = 7;
    atWork.begin(turn);
    return turn;
  });
  if (ended) atWork.end(ended);
  atWork.forget("ann");
  expect(ann).toMatchObject({ isForgotten: true, failureId: null });
  expect(ben).toMatchObject({ isForgotten: false, failureId: 7 });
  expect(ended).toMatchObject({ isForgotten: false, failureId: 7 });
});
