using Guotu.Kernel.Results;

namespace Guotu.Cli.Output;

/// <summary>Refusals of the command line itself.</summary>
internal static class CliErrors
{
    public static readonly ErrorCode BadUse = new("CLI-0001");
    public static readonly ErrorCode FileMissing = new("CLI-0002");
    public static readonly ErrorCode FileUnreadable = new("CLI-0003");
    public static readonly ErrorCode Unexpected = new("CLI-0004");
}
