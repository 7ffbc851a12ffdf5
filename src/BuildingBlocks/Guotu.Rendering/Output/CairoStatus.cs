using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>A cairo error after painting is a fault of program or machine, never of the document: it throws.</summary>
internal static class CairoStatus
{
    internal static void Check(int status, NativeStream? stream)
    {
        if (stream?.Failure is { } failure)
            throw new IOException("The output stream refused the data", failure);
        if (status != CairoApi.StatusSuccess)
            throw new InvalidOperationException($"cairo failed with status {status}");
    }
}
