namespace Guotu.Crypto.KeyExchange;

/// <summary>Which side of a key exchange one is (协商角色): it decides the order of both in what is hashed.</summary>
public enum KeyExchangeSide
{
    /// <summary>Who sends first (发起方, A).</summary>
    Initiator,

    /// <summary>Who answers (响应方, B).</summary>
    Responder,
}
