using System.Globalization;
using Guotu.Cli.Output;
using Guotu.Crypto.Keys;
using Guotu.Database.Keys;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;

namespace Guotu.Cli.Databases;

/// <summary>
/// Keys that came with a later version of the program, made for a node that was there before (升级补建密钥). Only while nothing was written with such a
/// key: afterwards a key that is missing was lost, and a new one would hide that.
/// </summary>
internal static class KeysOfThisVersion
{
    private const string IndexedSql = "SELECT COUNT(*) AS row_total FROM ap_field_index";

    /// <summary>Answers how many were made.</summary>
    public static async Task<int> MakeAsync(NodeSettings node, ConnectionSource connections, IClock clock, CancellationToken ct)
    {
        var opened = await KeyRing.OpenAsync(RootKeySources.Of(node), new WrappedKeyTable(connections), new SystemRandomSource(), clock, ct);
        if (opened.Error is { } closed)
        {
            throw new RefusedException(closed, ExitCode.Failed);
        }

        using var ring = opened.Value;
        if (ring.List().Any(k => k.Name == KeyPurpose.BlindIndex.Name))
        {
            return 0;
        }

        await using var connection = await connections.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = IndexedSql;
        if (Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) > 0)
        {
            return 0;
        }

        var made = await ring.CreateMissingAsync([KeyPurpose.BlindIndex], [], ct);
        return made.Error is { } refused ? throw new RefusedException(refused, ExitCode.Failed) : 1;
    }
}
