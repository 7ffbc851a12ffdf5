using System.CommandLine;
using Guotu.Cli.Output;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db …</c>.</summary>
internal static class DatabaseCommands
{
    public static Command Build() => Verb.Group(
        "db",
        "数据库:新建节点、升级、脚本、换库、适配检验",
        InitCommand.Build(),
        UpgradeCommand.Build(),
        ScriptCommand.Build(),
        CopyCommand.Build(),
        ConformanceCommand.Build());
}
