namespace Guotu.Hosting.Callers;

/// <summary>Rights that a colleague lent until a day (代理授权) and that the person does not hold as the own ones.</summary>
/// <param name="DelegationId">Id of the delegation.</param>
/// <param name="FromUserId">Account of who lent them.</param>
/// <param name="FromName">Name of who lent them.</param>
/// <param name="Permissions">Permissions that come by it alone.</param>
/// <param name="Posts">Posts that come by it alone.</param>
public sealed record DelegatedRight(long DelegationId, long FromUserId, string FromName, IReadOnlySet<string> Permissions, IReadOnlySet<string> Posts);

/// <summary>
/// The name of one who acts for another (代办署名), as it stands in audit records and under opinions: 张伟(代黄强). At most 60 characters, as the
/// columns hold.
/// </summary>
public static class NameOnBehalf
{
    private const int Longest = 60;
    private const int LongestOfEach = 28;

    public static string Of(string name, string? actingFor)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (actingFor is null)
        {
            return name;
        }

        var whole = $"{name}(代{actingFor})";
        return whole.Length <= Longest ? whole : $"{Shortened(name)}(代{Shortened(actingFor)})";
    }

    private static string Shortened(string name) => name.Length <= LongestOfEach ? name : name[..(LongestOfEach - 1)] + "…";
}
