namespace Guotu.Cli.Output;

/// <summary>Exit codes of every verb: a contract with scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The verb ran and found something: a refused file, a conflict, a broken trail.</summary>
    public const int Found = 1;

    /// <summary>The command line itself is wrong: unknown option, missing file, no node in the folder.</summary>
    public const int BadUse = 2;

    /// <summary>The verb could not do its work.</summary>
    public const int Failed = 3;
}
