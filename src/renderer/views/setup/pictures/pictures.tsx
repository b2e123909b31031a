import { Blur, Label, Picture, Press, Tick, Toggle } from "./Picture.tsx";

/** Discord's portal with the page Bot chosen, where the token is made. */
export function TokenPicture() {
  return (
    <Picture title="Discord's developer portal: the page Bot of your application, with the button Reset Token">
      <line className="rule" x1="96" y1="0" x2="96" y2="180" />
      <Blur x={14} y={18} width={60} />
      <Blur x={14} y={38} width={48} />
      <rect className="chosen" x="8" y="52" width="80" height="22" rx="4" />
      <Label x={16} y={67} isStrong>
        Bot
      </Label>
      <Blur x={14} y={86} width={56} />
      <Label x={112} y={30} isStrong>
        Token
      </Label>
      <Blur x={112} y={42} width={180} />
      <Blur x={112} y={54} width={140} />
      <Press x={112} y={74} width={96}>
        Reset Token
      </Press>
      <Blur x={112} y={116} width={190} />
      <Blur x={112} y={128} width={120} />
    </Picture>
  );
}

/** The same page further down: the switches of the privileged intents. */
export function IntentsPicture() {
  return (
    <Picture title="The switches under Privileged Gateway Intents: only Message Content Intent is on">
      <Label x={16} y={26} isStrong>
        Privileged Gateway Intents
      </Label>
      <Label x={16} y={58}>
        Presence Intent
      </Label>
      <Toggle x={274} y={46} isOn={false} />
      <Blur x={16} y={66} width={170} />
      <Label x={16} y={98}>
        Server Members Intent
      </Label>
      <Toggle x={274} y={86} isOn={false} />
      <Blur x={16} y={106} width={170} />
      <rect className="chosen" x="8" y="120" width="304" height="44" rx="4" />
      <Label x={16} y={140} isStrong>
        Message Content Intent
      </Label>
      <Toggle x={274} y={128} isOn />
      <Blur x={16} y={148} width={170} />
    </Picture>
  );
}

/** The page behind the invite link. */
export function InvitePicture() {
  return (
    <Picture title="Discord's page behind the invite link: choose your server under Add to server, then Authorise">
      <circle className="press" cx="160" cy="30" r="14" />
      <Blur x={110} y={54} width={100} />
      <Label x={60} y={84} isStrong>
        Add to server
      </Label>
      <rect className="box" x="60" y="92" width="200" height="24" rx="4" />
      <Label x={70} y={108}>
        Your server
      </Label>
      <path className="tick dark" d="M242 102 l4 4 l4 -4" />
      <line className="rule" x1="40" y1="134" x2="280" y2="134" />
      <Press x={180} y={144} width={80}>
        Authorise
      </Press>
    </Picture>
  );
}

/** Discord's own window: the menu of a channel. */
export function ChannelPicture() {
  return (
    <Picture title="In Discord, with Developer Mode on: the menu of a channel ends with Copy Channel ID">
      <line className="rule" x1="120" y1="0" x2="120" y2="180" />
      <Label x={16} y={34}>
        # rules
      </Label>
      <rect className="chosen" x="8" y="44" width="104" height="24" rx="4" />
      <Label x={16} y={60} isStrong>
        # general
      </Label>
      <Label x={16} y={86}>
        # media
      </Label>
      <rect className="menu" x="96" y="60" width="156" height="104" rx="6" />
      <Blur x={110} y={76} width={90} />
      <Blur x={110} y={94} width={110} />
      <Blur x={110} y={112} width={70} />
      <Press x={104} y={130} width={140}>
        Copy Channel ID
      </Press>
    </Picture>
  );
}

/** Hugging Face's page for a new token. */
export function KeyPicture() {
  return (
    <Picture title="Hugging Face's page for a new token: Fine-grained, with Make calls to Inference Providers ticked and nothing else">
      <rect className="chosen" x="14" y="14" width="92" height="24" rx="4" />
      <Label x={24} y={30} isStrong>
        Fine-grained
      </Label>
      <Label x={122} y={30}>
        Read
      </Label>
      <Label x={170} y={30}>
        Write
      </Label>
      <Label x={16} y={66} isStrong>
        Inference
      </Label>
      <Tick x={16} y={80} isOn />
      <Label x={36} y={90}>
        Make calls to Inference Providers
      </Label>
      <Tick x={16} y={102} isOn={false} />
      <Blur x={36} y={105} width={170} />
      <Tick x={16} y={124} isOn={false} />
      <Blur x={36} y={127} width={140} />
      <Press x={206} y={146} width={100}>
        Create token
      </Press>
    </Picture>
  );
}
