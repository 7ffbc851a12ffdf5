using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId;

/// <summary>Errors of signing on to other systems (单点登录).</summary>
public static class OpenIdErrors
{
    /// <summary>The request names no registered system or address: nobody is sent anywhere.</summary>
    public static readonly ErrorCode RequestRefused = new("OID-0001");

    /// <summary>The platform's own address is no origin.</summary>
    public static readonly ErrorCode IssuerInvalid = new("OID-0002");

    /// <summary>An address of a system is not one that people may be sent to.</summary>
    public static readonly ErrorCode AddressInvalid = new("OID-0003");

    /// <summary>Codes of systems are given once for ever.</summary>
    public static readonly ErrorCode ClientTaken = new("OID-0004");

    /// <summary>Something of the registration is missing or wrong.</summary>
    public static readonly ErrorCode ClientInvalid = new("OID-0005");

    /// <summary>The provider is not set up or switched off.</summary>
    public static readonly ErrorCode NotProvided = new("OID-0006");

    /// <summary>None of the person's roles may use the system.</summary>
    public static readonly ErrorCode NotForRoles = new("OID-0007");

    /// <summary>The system's public key cannot be used.</summary>
    public static readonly ErrorCode KeyInvalid = new("OID-0008");

    /// <summary>An authorization code is unknown, old, of another system, used before or without its PKCE verifier.</summary>
    public static readonly ErrorCode CodeRefused = new("OID-0009");

    /// <summary>A system did not prove who it is.</summary>
    public static readonly ErrorCode ClientUnproved = new("OID-0010");

    /// <summary>Too many requests from one address.</summary>
    public static readonly ErrorCode TooManyRequests = new("OID-0011");

    /// <summary>The ticket of a sign-on is old or foreign.</summary>
    public static readonly ErrorCode TicketOld = new("OID-0012");

    /// <summary>The system has no secret to be replaced.</summary>
    public static readonly ErrorCode NoSecret = new("OID-0013");

    /// <summary>The ticket of a sign-on was made for another browser.</summary>
    public static readonly ErrorCode TicketForeign = new("OID-0014");

    /// <summary>The host of an address for logout notices is not one that this node may call.</summary>
    public static readonly ErrorCode NoticeHostNotListed = new("OID-0015");
}
