using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>The address that sends a person back to a system, always with the platform's own name (RFC 9207), so that answers of two providers are not mixed up.</summary>
internal static class ReturnAddress
{
    public static string WithCode(SystemAsking asking, string code) => Of(asking, ("code", code));

    public static string WithRefusal(SystemAsking asking, OAuthRefusal refusal) => Of(asking, ("error", refusal.Error), ("error_description", refusal.Description));

    private static string Of(SystemAsking asking, params (string Name, string Value)[] answer)
    {
        var address = answer.Aggregate(asking.Request.RedirectUri, (a, p) => QueryHelpers.AddQueryString(a, p.Name, p.Value));
        var named = QueryHelpers.AddQueryString(address, "iss", asking.Issuer);
        return asking.Request.State.Length == 0 ? named : QueryHelpers.AddQueryString(named, "state", asking.Request.State);
    }
}
