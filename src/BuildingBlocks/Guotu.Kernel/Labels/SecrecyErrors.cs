using Guotu.Kernel.Results;

namespace Guotu.Kernel.Labels;

/// <summary>Errors of what must not come into this network.</summary>
public static class SecrecyErrors
{
    /// <summary>The file carries a secrecy mark (密级标志).</summary>
    public static readonly ErrorCode SecretMark = new("SEC-0005");
}
