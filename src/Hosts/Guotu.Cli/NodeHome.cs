using System.Text.Json;
using Guotu.Cli.Output;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.Cli;

/// <summary>The home folder that a verb was given.</summary>
internal static class NodeHome
{
    /// <summary>The node's settings; a folder without a node or with an unreadable configuration ends the verb as bad use.</summary>
    public static NodeSettings Load(string home)
    {
        var path = Path.Combine(home, NodeSettings.FileName);
        if (!File.Exists(path))
        {
            throw new RefusedException(new Error(CliErrors.NoNode, ("home", home)), ExitCode.BadUse);
        }

        try
        {
            return NodeSettings.Load(home);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new RefusedException(new Error(CliErrors.SettingsUnreadable, ("path", path), ("reason", exception.Message)), ExitCode.BadUse);
        }
    }
}
