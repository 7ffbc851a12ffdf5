using Guotu.Kernel.Results;

namespace Guotu.Cli.Output;

/// <summary>Refusals of the command line itself.</summary>
internal static class CliErrors
{
    public static readonly ErrorCode BadUse = new("CLI-0001");
    public static readonly ErrorCode FileMissing = new("CLI-0002");
    public static readonly ErrorCode FileUnreadable = new("CLI-0003");
    public static readonly ErrorCode Unexpected = new("CLI-0004");

    /// <summary>A new node is made in an empty folder only.</summary>
    public static readonly ErrorCode HomeNotEmpty = new("CLI-0005");

    /// <summary>The node's schema is not that of this program.</summary>
    public static readonly ErrorCode SchemaOld = new("CLI-0006");

    /// <summary>The folder is no node home.</summary>
    public static readonly ErrorCode NoNode = new("CLI-0007");

    /// <summary>The node's configuration can not be read.</summary>
    public static readonly ErrorCode SettingsUnreadable = new("CLI-0008");

    /// <summary>The vendor's driver is missing or no driver.</summary>
    public static readonly ErrorCode NoDriver = new("CLI-0009");

    /// <summary>What a verb writes never replaces a file.</summary>
    public static readonly ErrorCode FileExists = new("CLI-0010");
}
