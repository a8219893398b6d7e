// Generated from proto/*.proto by `npm run proto`; do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error;

const $root = $protobuf.roots["stamp"] || ($protobuf.roots["stamp"] = {});

export const MessageProtocolEnvelope = $root.MessageProtocolEnvelope = (() => {

    const MessageProtocolEnvelope = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    MessageProtocolEnvelope.prototype.protocolType = 0;
    MessageProtocolEnvelope.prototype.protocolVersion = 0;
    MessageProtocolEnvelope.prototype.sequenceNumber = 0;
    MessageProtocolEnvelope.prototype.payload = $util.newBuffer([]);

    MessageProtocolEnvelope.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.protocolType != null && $Object.hasOwnProperty.call(message, "protocolType"))
            writer.uint32(8).int32(message.protocolType);
        if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion"))
            writer.uint32(16).int32(message.protocolVersion);
        if (message.sequenceNumber != null && $Object.hasOwnProperty.call(message, "sequenceNumber"))
            writer.uint32(24).uint32(message.sequenceNumber);
        if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
            writer.uint32(34).bytes(message.payload);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return MessageProtocolEnvelope;
})();

export const STPSimple = $root.STPSimple = (() => {

    const STPSimple = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    STPSimple.prototype.ampType = 0;
    STPSimple.prototype.ampVersion = 0;
    STPSimple.prototype.sequenceNumber = 0;
    STPSimple.prototype.messageSentMiliUTC = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
    STPSimple.prototype.randomNonce = 0;
    STPSimple.prototype.sender = "";
    STPSimple.prototype.destination = "";
    STPSimple.prototype.destinationType = 0;
    STPSimple.prototype.signature = $util.newBuffer([]);
    STPSimple.prototype.signatureVersion = 0;
    STPSimple.prototype.certificateVersion = "";
    STPSimple.prototype.iv = $util.newBuffer([]);
    STPSimple.prototype.eAsymBlock = $util.newBuffer([]);
    STPSimple.prototype.eAsymBlockVersion = 0;
    STPSimple.prototype.eSymBlock = $util.newBuffer([]);
    STPSimple.prototype.eSymBlockVersion = 0;
    STPSimple.prototype.hmac = $util.newBuffer([]);
    STPSimple.prototype.hmacVersion = 0;
    STPSimple.prototype.encKey = $util.newBuffer([]);
    STPSimple.prototype.macKey = $util.newBuffer([]);
    STPSimple.prototype.payload = $util.newBuffer([]);
    STPSimple.prototype.protocolType = 0;
    STPSimple.prototype.protocolVersion = 0;

    STPSimple.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.ampType != null && $Object.hasOwnProperty.call(message, "ampType"))
            writer.uint32(8).int32(message.ampType);
        if (message.ampVersion != null && $Object.hasOwnProperty.call(message, "ampVersion"))
            writer.uint32(16).int32(message.ampVersion);
        if (message.sequenceNumber != null && $Object.hasOwnProperty.call(message, "sequenceNumber"))
            writer.uint32(24).uint32(message.sequenceNumber);
        if (message.messageSentMiliUTC != null && $Object.hasOwnProperty.call(message, "messageSentMiliUTC"))
            writer.uint32(32).uint64(message.messageSentMiliUTC);
        if (message.randomNonce != null && $Object.hasOwnProperty.call(message, "randomNonce"))
            writer.uint32(40).uint32(message.randomNonce);
        if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
            writer.uint32(50).string(message.sender);
        if (message.destination != null && $Object.hasOwnProperty.call(message, "destination"))
            writer.uint32(58).string(message.destination);
        if (message.destinationType != null && $Object.hasOwnProperty.call(message, "destinationType"))
            writer.uint32(64).int32(message.destinationType);
        if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
            writer.uint32(74).bytes(message.signature);
        if (message.signatureVersion != null && $Object.hasOwnProperty.call(message, "signatureVersion"))
            writer.uint32(80).int32(message.signatureVersion);
        if (message.certificateVersion != null && $Object.hasOwnProperty.call(message, "certificateVersion"))
            writer.uint32(90).string(message.certificateVersion);
        if (message.iv != null && $Object.hasOwnProperty.call(message, "iv"))
            writer.uint32(98).bytes(message.iv);
        if (message.eAsymBlock != null && $Object.hasOwnProperty.call(message, "eAsymBlock"))
            writer.uint32(106).bytes(message.eAsymBlock);
        if (message.eAsymBlockVersion != null && $Object.hasOwnProperty.call(message, "eAsymBlockVersion"))
            writer.uint32(112).int32(message.eAsymBlockVersion);
        if (message.eSymBlock != null && $Object.hasOwnProperty.call(message, "eSymBlock"))
            writer.uint32(122).bytes(message.eSymBlock);
        if (message.eSymBlockVersion != null && $Object.hasOwnProperty.call(message, "eSymBlockVersion"))
            writer.uint32(128).int32(message.eSymBlockVersion);
        if (message.hmac != null && $Object.hasOwnProperty.call(message, "hmac"))
            writer.uint32(138).bytes(message.hmac);
        if (message.hmacVersion != null && $Object.hasOwnProperty.call(message, "hmacVersion"))
            writer.uint32(144).int32(message.hmacVersion);
        if (message.encKey != null && $Object.hasOwnProperty.call(message, "encKey"))
            writer.uint32(154).bytes(message.encKey);
        if (message.macKey != null && $Object.hasOwnProperty.call(message, "macKey"))
            writer.uint32(162).bytes(message.macKey);
        if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
            writer.uint32(170).bytes(message.payload);
        if (message.protocolType != null && $Object.hasOwnProperty.call(message, "protocolType"))
            writer.uint32(176).int32(message.protocolType);
        if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion"))
            writer.uint32(184).int32(message.protocolVersion);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return STPSimple;
})();

export const AMPSimple = $root.AMPSimple = (() => {

    const AMPSimple = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    AMPSimple.prototype.message = $util.newBuffer([]);
    AMPSimple.prototype.nonce = 0;

    AMPSimple.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
            writer.uint32(10).bytes(message.message);
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
            writer.uint32(16).uint32(message.nonce);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return AMPSimple;
})();

export const GeneralMsgNotification = $root.GeneralMsgNotification = (() => {

    const GeneralMsgNotification = function (properties) {
        this.ackNonces = [];
        this.msgNonces = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    GeneralMsgNotification.prototype.title = "";
    GeneralMsgNotification.prototype.subtitle = "";
    GeneralMsgNotification.prototype.fileTransferNonce = "";
    GeneralMsgNotification.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
    GeneralMsgNotification.prototype.notifType = 0;
    GeneralMsgNotification.prototype.nonce = 0;
    GeneralMsgNotification.prototype.ackNonces = $util.emptyArray;
    GeneralMsgNotification.prototype.notifAux = 0;
    GeneralMsgNotification.prototype.sipCallId = "";
    GeneralMsgNotification.prototype.msgNonces = $util.emptyArray;
    GeneralMsgNotification.prototype.notifCode = 0;
    GeneralMsgNotification.prototype.notifSubCode = 0;
    GeneralMsgNotification.prototype.requestBodyAux = "";

    GeneralMsgNotification.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.title != null && $Object.hasOwnProperty.call(message, "title"))
            writer.uint32(10).string(message.title);
        if (message.subtitle != null && $Object.hasOwnProperty.call(message, "subtitle"))
            writer.uint32(18).string(message.subtitle);
        if (message.fileTransferNonce != null && $Object.hasOwnProperty.call(message, "fileTransferNonce"))
            writer.uint32(26).string(message.fileTransferNonce);
        if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
            writer.uint32(32).uint64(message.timestamp);
        if (message.notifType != null && $Object.hasOwnProperty.call(message, "notifType"))
            writer.uint32(40).int32(message.notifType);
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
            writer.uint32(48).uint32(message.nonce);
        if (message.ackNonces != null && message.ackNonces.length)
            writer.uint32(58).uint32s(message.ackNonces);
        if (message.notifAux != null && $Object.hasOwnProperty.call(message, "notifAux"))
            writer.uint32(64).uint32(message.notifAux);
        if (message.sipCallId != null && $Object.hasOwnProperty.call(message, "sipCallId"))
            writer.uint32(74).string(message.sipCallId);
        if (message.msgNonces != null && message.msgNonces.length)
            for (let i = 0; i < message.msgNonces.length; ++i)
                writer.uint32(88).uint32(message.msgNonces[i]);
        if (message.notifCode != null && $Object.hasOwnProperty.call(message, "notifCode"))
            writer.uint32(120).uint32(message.notifCode);
        if (message.notifSubCode != null && $Object.hasOwnProperty.call(message, "notifSubCode"))
            writer.uint32(128).uint32(message.notifSubCode);
        if (message.requestBodyAux != null && $Object.hasOwnProperty.call(message, "requestBodyAux"))
            writer.uint32(162).string(message.requestBodyAux);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    GeneralMsgNotification.NotificationType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "NEW_FILE"] = 0;
        values[valuesById[1] = "MISSED_CALL"] = 1;
        values[valuesById[2] = "DH_KEY_SYNC_REQUEST"] = 2;
        values[valuesById[3] = "FULL_MAILBOX"] = 3;
        values[valuesById[4] = "MESSAGE_READ_ACK"] = 4;
        values[valuesById[5] = "CALL_ME_REQUEST"] = 5;
        values[valuesById[6] = "BURN_MESSAGE"] = 6;
        values[valuesById[7] = "CONVERSATION_POLICY"] = 7;
        values[valuesById[8] = "CERT_REQUEST"] = 8;
        values[valuesById[9] = "I_SEE_YOUR_CERTIFICATE"] = 9;
        values[valuesById[10] = "PAIRING_REQUEST"] = 10;
        values[valuesById[11] = "CONTACT_LIST"] = 11;
        values[valuesById[12] = "GROUP_CHAT"] = 12;
        values[valuesById[13] = "GROUP_CALL"] = 13;
        values[valuesById[14] = "GROUP_KEY"] = 14;
        values[valuesById[15] = "SERVER_REQUEST"] = 15;
        values[valuesById[16] = "GENERAL_REQUEST"] = 16;
        values[valuesById[63] = "OTHER"] = 63;
        return values;
    })();

    return GeneralMsgNotification;
})();

export const PresencePush = $root.PresencePush = (() => {

    const PresencePush = function (properties) {
        this.capabilities = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    PresencePush.prototype.version = 0;
    PresencePush.prototype.certHashShort = "";
    PresencePush.prototype.certHashFull = "";
    PresencePush.prototype.certNotBefore = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
    PresencePush.prototype.status = 0;
    PresencePush.prototype.statusText = "";
    PresencePush.prototype.capabilities = $util.emptyArray;
    PresencePush.prototype.capabilitiesSkip = false;
    PresencePush.prototype.capabilitiesHash = "";
    PresencePush.prototype.sipRegistered = false;
    PresencePush.prototype.resourceId = "";
    PresencePush.prototype.sipId = "";
    PresencePush.prototype.auxJson = "";

    PresencePush.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
            writer.uint32(8).uint32(message.version);
        if (message.certHashShort != null && $Object.hasOwnProperty.call(message, "certHashShort"))
            writer.uint32(18).string(message.certHashShort);
        if (message.certHashFull != null && $Object.hasOwnProperty.call(message, "certHashFull"))
            writer.uint32(26).string(message.certHashFull);
        if (message.certNotBefore != null && $Object.hasOwnProperty.call(message, "certNotBefore"))
            writer.uint32(32).uint64(message.certNotBefore);
        if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
            writer.uint32(40).int32(message.status);
        if (message.statusText != null && $Object.hasOwnProperty.call(message, "statusText"))
            writer.uint32(50).string(message.statusText);
        if (message.capabilities != null && message.capabilities.length)
            for (let i = 0; i < message.capabilities.length; ++i)
                writer.uint32(58).string(message.capabilities[i]);
        if (message.capabilitiesSkip != null && $Object.hasOwnProperty.call(message, "capabilitiesSkip"))
            writer.uint32(64).bool(message.capabilitiesSkip);
        if (message.capabilitiesHash != null && $Object.hasOwnProperty.call(message, "capabilitiesHash"))
            writer.uint32(74).string(message.capabilitiesHash);
        if (message.sipRegistered != null && $Object.hasOwnProperty.call(message, "sipRegistered"))
            writer.uint32(80).bool(message.sipRegistered);
        if (message.resourceId != null && $Object.hasOwnProperty.call(message, "resourceId"))
            writer.uint32(90).string(message.resourceId);
        if (message.sipId != null && $Object.hasOwnProperty.call(message, "sipId"))
            writer.uint32(98).string(message.sipId);
        if (message.auxJson != null && $Object.hasOwnProperty.call(message, "auxJson"))
            writer.uint32(106).string(message.auxJson);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    PresencePush.Status = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "ONLINE"] = 0;
        values[valuesById[1] = "OFFLINE"] = 1;
        values[valuesById[2] = "BUSY"] = 2;
        values[valuesById[3] = "AWAY"] = 3;
        values[valuesById[4] = "DND"] = 4;
        values[valuesById[5] = "CUSTOM"] = 5;
        values[valuesById[6] = "ONCALL"] = 6;
        values[valuesById[7] = "DEVSLEEP"] = 7;
        return values;
    })();

    return PresencePush;
})();

export {
  $root as default
};
