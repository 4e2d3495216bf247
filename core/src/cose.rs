//! What a COSE_Sign1 signature is over, of passes and of updates alike.

/// Writes into `message` the bytes that are signed (RFC 9052 §4.4); what stood in it is gone.
pub(crate) fn write_signed_bytes(protected: &[u8], payload: &[u8], message: &mut Vec<u8>) {
    message.clear();
    message.extend_from_slice(b"\x84\x6ASignature1");
    write_byte_string(protected, message);
    write_byte_string(&[], message);
    write_byte_string(payload, message);
}

/// Writes `bytes` behind `message` as a CBOR byte string.
pub(crate) fn write_byte_string(bytes: &[u8], message: &mut Vec<u8>) {
    let mut encoder = minicbor::Encoder::new(message);
    encoder.bytes(bytes).expect("a vector takes every byte");
}
