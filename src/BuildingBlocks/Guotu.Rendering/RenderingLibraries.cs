using System.Runtime.InteropServices;
using Guotu.Kernel.Results;
using Guotu.Rendering.Native;

namespace Guotu.Rendering;

/// <summary>The drawing libraries of this machine (绘图组件).</summary>
/// <param name="Cairo">Version of cairo, such as 1.16.0.</param>
/// <param name="Pango">Version of pango.</param>
public sealed record RenderingLibraries(string Cairo, string Pango)
{
    /// <summary>The versions found, or the refusal that names every library that is missing.</summary>
    public static Result<RenderingLibraries> Check()
    {
        var missing = NativeLibraries.Missing();
        return missing.Count > 0
            ? new Error(RenderingErrors.LibraryMissing, ("library", string.Join('、', missing)))
            : new RenderingLibraries(
                Marshal.PtrToStringUTF8(CairoApi.VersionString())!, Marshal.PtrToStringUTF8(PangoApi.VersionString())!);
    }
}
