using Guotu.Kernel.Results;

namespace Guotu.Cli.Output;

/// <summary>Ends a verb early with a refusal, where a result would have to be handed through every step of opening a node.</summary>
internal sealed class RefusedException(Error error, int exitCode) : Exception(error?.ToString())
{
    public Error Error { get; } = error ?? throw new ArgumentNullException(nameof(error));

    public int ExitCode { get; } = exitCode;
}
