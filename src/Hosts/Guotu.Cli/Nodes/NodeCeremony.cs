using Guotu.Cli.Output;
using Guotu.Crypto.Keys;
using Guotu.Database.Keys;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Cli.Nodes;

/// <summary>Makes a new node (建节点): settings, root key outside the home, schema, first keys. What exists is never overwritten.</summary>
internal static class NodeCeremony
{
    public static async Task HoldAsync(NodeSettings settings, CancellationToken ct)
    {
        if (Directory.Exists(settings.Home) && Directory.EnumerateFileSystemEntries(settings.Home).Any())
        {
            throw new RefusedException(new Error(CliErrors.HomeNotEmpty, ("home", settings.Home)), ExitCode.BadUse);
        }

        Directory.CreateDirectory(settings.Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var random = new SystemRandomSource();
        var source = new FileKeySource(settings.RootKeyFile, settings.Home);
        Require(source.Create(random));
        var clock = new SystemClock(TimeProvider.System);
        var connections = new ConnectionSource(NodeSettings.ResolveMarks(settings.Database, settings.Home));
        await new SchemaUpgrade(connections, clock).RunAsync(NeutralScript.All, ct);
        var ring = await KeyRing.OpenAsync(source, new WrappedKeyTable(connections), random, clock, ct);
        if (ring.Error is { } closed)
        {
            throw new RefusedException(closed, ExitCode.Failed);
        }

        using var opened = ring.Value;
        Require(await opened.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, ct));

        // Last, so that a home that was cut off half-way is no node.
        settings.Save();
    }

    private static void Require(Result result)
    {
        if (result.Error is { } refused)
        {
            throw new RefusedException(refused, ExitCode.Failed);
        }
    }
}
