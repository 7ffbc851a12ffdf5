using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;

namespace Guotu.Identity.ShowEvidence;

/// <summary>Passwords as an assessor tries them (测评用弱口令), each weak in one way; they are only put through the rules.</summary>
internal static class WeakPasswords
{
    private const string Account = "assessor01";

    private static readonly (string Weakness, string Password)[] Samples =
    [
        ("太短", "Kx7#q"),
        ("只有小写字母", "qwmzkvhtplrs"),
        ("只有两类字符", "qwmzkvhtp482"),
        ("含登录名", "X#assessor01Qm"),
        ("常见口令", "P@ssw0rd2024!"),
        ("字符单调", "aA1aA1aA1aA1aA1"),
    ];

    public static IEnumerable<TriedPassword> Try(PasswordPolicy policy, string audience) =>
        Samples.Select(s => new TriedPassword(audience, s.Weakness, policy.Breach(s.Password, Account)?.Text));
}
