namespace Guotu.Crypto.KeyExchange;

/// <summary>What is known of the other side (对方).</summary>
/// <param name="Key">Its lasting public key, out of a certificate that was judged.</param>
/// <param name="UserId">Its id; <see cref="Sm2.DefaultUserId"/> where none is agreed.</param>
/// <param name="Temporary">The temporary public key that it sent.</param>
public sealed record KeyExchangePeer(Sm2PublicKey Key, string UserId, Sm2PublicKey Temporary);
