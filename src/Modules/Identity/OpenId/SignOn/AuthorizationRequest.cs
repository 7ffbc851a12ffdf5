using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>The parameters of an authorization request (授权请求), as another system put them into the address.</summary>
internal sealed record AuthorizationRequest(IReadOnlyDictionary<string, string> Parameters)
{
    private const int LongestQuery = 6000;
    private const int LongestState = 1500;
    private const int LongestNonce = 300;
    private const int ChallengeLength = 43;
    private static readonly string[] KnownPrompts = ["none", "login", "consent", "select_account"];

    public string ClientId => Of("client_id");

    public string RedirectUri => Of("redirect_uri");

    public string State => Of("state");

    public string Nonce => Of("nonce");

    public string Challenge => Of("code_challenge");

    public IReadOnlyList<string> Scopes => OpenIdTerms.Words(Of("scope"));

    /// <summary>The system wants an answer without anything being shown.</summary>
    public bool IsSilent => Prompts.Contains("none");

    /// <summary>The system wants the person proved anew, whatever session there is.</summary>
    public bool WantsLogin => Prompts.Contains("login") || Prompts.Contains("select_account");

    /// <summary>Seconds that the last proof may be old; null where the system does not say.</summary>
    public int? MaxAge => int.TryParse(Of("max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private IReadOnlyList<string> Prompts => OpenIdTerms.Words(Of("prompt"));

    /// <summary>Null where the query is too long or gives a parameter twice: then nothing in it can be trusted, the address to return to least.</summary>
    public static AuthorizationRequest? Read(string? query)
    {
        if (query is null || query.Length > LongestQuery)
        {
            return null;
        }

        var parsed = QueryHelpers.ParseNullableQuery(query) ?? new Dictionary<string, StringValues>(StringComparer.Ordinal);
        return parsed.Values.Any(v => v.Count != 1) || parsed.Keys.Distinct(StringComparer.Ordinal).Count() != parsed.Count
            ? null
            : new AuthorizationRequest(parsed.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>What the protocol finds wrong, as its own word and a sentence for the other system's developer; null where nothing is.</summary>
    public OAuthRefusal? Refusal()
    {
        if (Parameters.ContainsKey("request") || Parameters.ContainsKey("request_uri"))
        {
            return new OAuthRefusal(Parameters.ContainsKey("request") ? "request_not_supported" : "request_uri_not_supported", "parameters stand in the address");
        }

        return Of("response_type") != "code" ? new OAuthRefusal("unsupported_response_type", "response_type is code")
            : Of("response_mode") is not ("" or "query") ? Invalid("response_mode is query")
            : Of("code_challenge_method") != "S256" || !IsChallenge(Challenge) ? Invalid("code_challenge by S256 is required")
            : !Scopes.Contains("openid") ? new OAuthRefusal("invalid_scope", "scope contains openid")
            : Prompts.Except(KnownPrompts).Any() || (IsSilent && Prompts.Count > 1) ? Invalid("prompt is none, login, consent or select_account")
            : Parameters.ContainsKey("max_age") && MaxAge is null ? Invalid("max_age is a number of seconds")
            : Nonce.Length > LongestNonce || State.Length > LongestState ? Invalid("nonce or state is too long")
            : null;
    }

    private static OAuthRefusal Invalid(string why) => new("invalid_request", why);

    private static bool IsChallenge(string text) => text.Length == ChallengeLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private string Of(string name) => Parameters.GetValueOrDefault(name, string.Empty);
}

/// <summary>An error of the protocol (RFC 6749 5.2, 4.1.2.1).</summary>
/// <param name="Error">The registered word.</param>
/// <param name="Description">For the other system's developer; names no person.</param>
internal sealed record OAuthRefusal(string Error, string Description);
