using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Rules;

/// <summary>
/// People are sent only to complete https addresses (只跳转到完整的 https 地址): one that is written otherwise than browsers write it could mean another
/// host to one of the two sides. http is for programs on the same machine alone (RFC 8252 7.3).
/// </summary>
internal static class PeopleAreSentOnlyToHttps
{
    public const int Longest = 400;

    /// <summary>The refusal of an address; null where people may be sent there.</summary>
    public static Error? Breach(string address, string field)
    {
        if (Reason(address) is not { } reason)
        {
            return null;
        }

        return new Error(OpenIdErrors.AddressInvalid, ("address", address.Length <= Longest ? address : address[..40] + "…"), ("reason", reason)) { Field = field };
    }

    private static string? Reason(string address)
    {
        if (address.Length > Longest)
        {
            return $"长过 {Longest} 个字符";
        }

        if (address.Contains('*', StringComparison.Ordinal) || address.Any(c => c is <= ' ' or '\\' or '"' or '<' or '>' or > '~'))
        {
            return "含有通配符、空白或不能出现在地址里的字符";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsoluteUri != address || uri.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            return "不是写法规范的完整地址";
        }

        return uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 ? "不能带用户名或 # 部分"
            : uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) ? null
            : "要用 https";
    }
}
