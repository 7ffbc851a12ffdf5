using System.CommandLine;

namespace Guotu.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class NodeOptions
{
    /// <summary><c>--home DIR</c>, else <c>GUOTU_HOME</c>.</summary>
    public static Option<string> Home() => new("--home")
    {
        Description = "节点目录(默认取环境变量 GUOTU_HOME)",
        Required = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GUOTU_HOME")),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("GUOTU_HOME") ?? string.Empty,
    };

    public static Option<bool> Json() => new("--json") { Description = "在标准输出上给出一份 JSON" };
}
