using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream;

/// <summary>Errors of logins over the city's provider (市级统一登录).</summary>
public static class UpstreamErrors
{
    /// <summary>No upstream provider is set or it is switched off.</summary>
    public static readonly ErrorCode NotOffered = new("OID-0020");

    /// <summary>The provider does not answer, or not as it should.</summary>
    public static readonly ErrorCode Away = new("OID-0021");

    /// <summary>What came back is not to be believed.</summary>
    public static readonly ErrorCode Doubtful = new("OID-0022");

    /// <summary>The person is no account here.</summary>
    public static readonly ErrorCode NotBound = new("OID-0023");

    /// <summary>Something of the settings is missing or wrong.</summary>
    public static readonly ErrorCode SettingsInvalid = new("OID-0024");

    /// <summary>The host is not one that this node may call.</summary>
    public static readonly ErrorCode HostNotListed = new("OID-0025");

    /// <summary>The account or the subject cannot be bound.</summary>
    public static readonly ErrorCode CannotBind = new("OID-0026");
}
