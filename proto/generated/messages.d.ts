// Generated from proto/*.proto by `npm run proto`; do not edit.
import * as $protobuf from "protobufjs/minimal.js";

export interface IMessageProtocolEnvelope extends MessageProtocolEnvelope.$Properties {
}

export class MessageProtocolEnvelope {
    constructor(properties?: MessageProtocolEnvelope.$Properties);
    $unknowns?: Uint8Array[];
    protocolType: number;
    protocolVersion: number;
    sequenceNumber: number;
    payload: Uint8Array;
    static encode(message: MessageProtocolEnvelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
}

export namespace MessageProtocolEnvelope {
    interface $Properties {
        protocolType?: (number|null);
        protocolVersion?: (number|null);
        sequenceNumber?: (number|null);
        payload?: (Uint8Array|null);
        $unknowns?: Uint8Array[];
    }
    type $Shape = MessageProtocolEnvelope.$Properties;
}

export interface ISTPSimple extends STPSimple.$Properties {
}

export class STPSimple {
    constructor(properties?: STPSimple.$Properties);
    $unknowns?: Uint8Array[];
    ampType: number;
    ampVersion: number;
    sequenceNumber: number;
    messageSentMiliUTC: number;
    randomNonce: number;
    sender: string;
    destination: string;
    destinationType: number;
    signature: Uint8Array;
    signatureVersion: number;
    certificateVersion: string;
    iv: Uint8Array;
    eAsymBlock: Uint8Array;
    eAsymBlockVersion: number;
    eSymBlock: Uint8Array;
    eSymBlockVersion: number;
    hmac: Uint8Array;
    hmacVersion: number;
    encKey: Uint8Array;
    macKey: Uint8Array;
    payload: Uint8Array;
    protocolType: number;
    protocolVersion: number;
    static encode(message: STPSimple.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
}

export namespace STPSimple {
    interface $Properties {
        ampType?: (number|null);
        ampVersion?: (number|null);
        sequenceNumber?: (number|null);
        messageSentMiliUTC?: (number|null);
        randomNonce?: (number|null);
        sender?: (string|null);
        destination?: (string|null);
        destinationType?: (number|null);
        signature?: (Uint8Array|null);
        signatureVersion?: (number|null);
        certificateVersion?: (string|null);
        iv?: (Uint8Array|null);
        eAsymBlock?: (Uint8Array|null);
        eAsymBlockVersion?: (number|null);
        eSymBlock?: (Uint8Array|null);
        eSymBlockVersion?: (number|null);
        hmac?: (Uint8Array|null);
        hmacVersion?: (number|null);
        encKey?: (Uint8Array|null);
        macKey?: (Uint8Array|null);
        payload?: (Uint8Array|null);
        protocolType?: (number|null);
        protocolVersion?: (number|null);
        $unknowns?: Uint8Array[];
    }
    type $Shape = STPSimple.$Properties;
}

export interface IAMPSimple extends AMPSimple.$Properties {
}

export class AMPSimple {
    constructor(properties?: AMPSimple.$Properties);
    $unknowns?: Uint8Array[];
    message: Uint8Array;
    nonce: number;
    static encode(message: AMPSimple.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
}

export namespace AMPSimple {
    interface $Properties {
        message?: (Uint8Array|null);
        nonce?: (number|null);
        $unknowns?: Uint8Array[];
    }
    type $Shape = AMPSimple.$Properties;
}

export interface IGeneralMsgNotification extends GeneralMsgNotification.$Properties {
}

export class GeneralMsgNotification {
    constructor(properties?: GeneralMsgNotification.$Properties);
    $unknowns?: Uint8Array[];
    title: string;
    subtitle: string;
    fileTransferNonce: string;
    timestamp: number;
    notifType: GeneralMsgNotification.NotificationType;
    nonce: number;
    ackNonces: number[];
    notifAux: number;
    sipCallId: string;
    msgNonces: number[];
    notifCode: number;
    notifSubCode: number;
    requestBodyAux: string;
    static encode(message: GeneralMsgNotification.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
}

export namespace GeneralMsgNotification {
    interface $Properties {
        title?: (string|null);
        subtitle?: (string|null);
        fileTransferNonce?: (string|null);
        timestamp?: (number|null);
        notifType?: (GeneralMsgNotification.NotificationType|null);
        nonce?: (number|null);
        ackNonces?: (number[]|null);
        notifAux?: (number|null);
        sipCallId?: (string|null);
        msgNonces?: (number[]|null);
        notifCode?: (number|null);
        notifSubCode?: (number|null);
        requestBodyAux?: (string|null);
        $unknowns?: Uint8Array[];
    }
    type $Shape = GeneralMsgNotification.$Properties;

    enum NotificationType {
        NEW_FILE = 0,
        MISSED_CALL = 1,
        DH_KEY_SYNC_REQUEST = 2,
        FULL_MAILBOX = 3,
        MESSAGE_READ_ACK = 4,
        CALL_ME_REQUEST = 5,
        BURN_MESSAGE = 6,
        CONVERSATION_POLICY = 7,
        CERT_REQUEST = 8,
        I_SEE_YOUR_CERTIFICATE = 9,
        PAIRING_REQUEST = 10,
        CONTACT_LIST = 11,
        GROUP_CHAT = 12,
        GROUP_CALL = 13,
        GROUP_KEY = 14,
        SERVER_REQUEST = 15,
        GENERAL_REQUEST = 16,
        OTHER = 63
    }
}

export interface IPresencePush extends PresencePush.$Properties {
}

export class PresencePush {
    constructor(properties?: PresencePush.$Properties);
    $unknowns?: Uint8Array[];
    version: number;
    certHashShort: string;
    certHashFull: string;
    certNotBefore: number;
    status: PresencePush.Status;
    statusText: string;
    capabilities: string[];
    capabilitiesSkip: boolean;
    capabilitiesHash: string;
    sipRegistered: boolean;
    resourceId: string;
    sipId: string;
    auxJson: string;
    static encode(message: PresencePush.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
}

export namespace PresencePush {
    interface $Properties {
        version?: (number|null);
        certHashShort?: (string|null);
        certHashFull?: (string|null);
        certNotBefore?: (number|null);
        status?: (PresencePush.Status|null);
        statusText?: (string|null);
        capabilities?: (string[]|null);
        capabilitiesSkip?: (boolean|null);
        capabilitiesHash?: (string|null);
        sipRegistered?: (boolean|null);
        resourceId?: (string|null);
        sipId?: (string|null);
        auxJson?: (string|null);
        $unknowns?: Uint8Array[];
    }
    type $Shape = PresencePush.$Properties;

    enum Status {
        ONLINE = 0,
        OFFLINE = 1,
        BUSY = 2,
        AWAY = 3,
        DND = 4,
        CUSTOM = 5,
        ONCALL = 6,
        DEVSLEEP = 7
    }
}
