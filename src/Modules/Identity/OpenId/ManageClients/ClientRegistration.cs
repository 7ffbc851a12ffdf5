using System.Text.RegularExpressions;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Rules;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.ManageClients;

/// <summary>What is registered of a system, looked at before it is stored (系统登记的检查).</summary>
internal static partial class ClientRegistration
{
    private const int MostAddresses = 10;
    private const int LongestName = 100;

    /// <summary>The row with what is wanted of it; its code, secret and standing stay.</summary>
    public static Result<ClientRow> Apply(ClientRow row, OpenIdClientBody wanted, IReadOnlySet<string> knownRoles)
    {
        if (Missing(wanted) is { } missing)
        {
            return missing;
        }

        var keys = string.IsNullOrWhiteSpace(wanted.Keys) ? null : wanted.Keys.Trim();
        var home = string.IsNullOrWhiteSpace(wanted.Home) ? null : wanted.Home.Trim();
        if ((WordsBreach(wanted, knownRoles) ?? AddressBreach(wanted, home) ?? (keys is null ? null : SystemKeysArePublicAndStrong.Breach(keys))) is { } breach)
        {
            return breach;
        }

        return row with
        {
            ClientName = wanted.Name.Trim(),
            ProofKind = keys is null ? ClientRow.BySecret : ClientRow.ByKey,
            KeyText = keys,
            SecretHex = keys is null ? row.SecretHex : null,
            RedirectText = string.Join('\n', wanted.Redirects.Distinct(StringComparer.Ordinal)),
            LogoutText = wanted.Logouts is { Count: > 0 } logouts ? string.Join('\n', logouts.Distinct(StringComparer.Ordinal)) : null,
            HomeText = home,
            ScopesText = string.Join(' ', OpenIdTerms.Scopes.Where(s => s == "openid" || wanted.Scopes.Contains(s))),
            RolesText = string.Join(' ', wanted.Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        };
    }

    public static Error? CodeBreach(string? code) => code is not null && CodeForm().IsMatch(code) ? null : Invalid("code", "client_id 是 3 到 60 个小写字母、数字或连字符,以字母开头");

    /// <summary>What came over the wire may lack what the type says is there.</summary>
    private static Error? Missing(OpenIdClientBody wanted) =>
        IsLacking(wanted.Redirects) ? Invalid("redirects", "缺回调地址")
        : IsLacking(wanted.Scopes) ? Invalid("scopes", "缺可取的资料")
        : IsLacking(wanted.Roles) ? Invalid("roles", "缺可以使用的角色")
        : wanted.Logouts is not null && IsLacking(wanted.Logouts) ? Invalid("logouts", "退出后返回地址里有空的")
        : null;

    private static bool IsLacking(IReadOnlyList<string?>? list) => list is null || list.Any(t => t is null);

    private static Error? WordsBreach(OpenIdClientBody wanted, IReadOnlySet<string> knownRoles) =>
        string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Trim().Length > LongestName || wanted.Name.Any(char.IsControl) ? Invalid("name", $"系统名称要有 1 到 {LongestName} 字")
        : wanted.Scopes.FirstOrDefault(s => !OpenIdTerms.Scopes.Contains(s)) is { } scope ? Invalid("scopes", $"没有“{Short(scope)}”这种资料")
        : wanted.Roles.Count == 0 ? Invalid("roles", "至少写一个可以使用的角色")
        : wanted.Roles.FirstOrDefault(r => !knownRoles.Contains(r)) is { } role ? Invalid("roles", $"没有角色“{Short(role)}”")
        : null;

    private static Error? AddressBreach(OpenIdClientBody wanted, string? home) =>
        wanted.Redirects.Count is 0 or > MostAddresses ? Invalid("redirects", $"回调地址要有 1 到 {MostAddresses} 个")
        : wanted.Logouts?.Count > MostAddresses ? Invalid("logouts", $"退出后返回地址至多 {MostAddresses} 个")
        : wanted.Redirects.Select(r => PeopleAreSentOnlyToHttps.Breach(r, "redirects")).FirstOrDefault(e => e is not null)
            ?? wanted.Logouts?.Select(r => PeopleAreSentOnlyToHttps.Breach(r, "logouts")).FirstOrDefault(e => e is not null)
            ?? (home is null ? null : PeopleAreSentOnlyToHttps.Breach(home, "home"));

    private static Error Invalid(string field, string reason) => new(OpenIdErrors.ClientInvalid, ("reason", reason)) { Field = field };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];

    [GeneratedRegex("^[a-z][a-z0-9-]{2,59}$")]
    private static partial Regex CodeForm();
}
