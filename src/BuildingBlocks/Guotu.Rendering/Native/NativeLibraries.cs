using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>
/// Finds the drawing libraries by their SONAME (绘图组件): Debian, Kylin and UOS carry the same ABI, and the
/// development name without a version is absent on a server.
/// </summary>
internal static class NativeLibraries
{
    internal const string Cairo = "cairo";
    internal const string Pango = "pango";
    internal const string PangoCairo = "pangocairo";
    internal const string GObject = "gobject";
    internal const string Fontconfig = "fontconfig";

    private static readonly FrozenDictionary<string, string> SoNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Cairo] = "libcairo.so.2",
        [Pango] = "libpango-1.0.so.0",
        [PangoCairo] = "libpangocairo-1.0.so.0",
        [GObject] = "libgobject-2.0.so.0",
        [Fontconfig] = "libfontconfig.so.1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Lazy<bool> Registration = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        return true;
    });

    /// <summary>SONAMEs that this machine does not have; empty where drawing works.</summary>
    internal static IReadOnlyList<string> Missing() =>
        [.. SoNames.Values.Where(name => !NativeLibrary.TryLoad(name, out _)).Order(StringComparer.Ordinal)];

    /// <summary>Must run before the first call into any of the libraries; repeating it is harmless.</summary>
    internal static void Register() => _ = Registration.Value;

    /// <summary>True when the loaded library exports the symbol: newer pango has calls that older systems lack.</summary>
    internal static bool Exports(string library, string symbol) =>
        NativeLibrary.TryLoad(SoNames[library], out var handle) && NativeLibrary.TryGetExport(handle, symbol, out _);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        SoNames.TryGetValue(name, out var soName) ? NativeLibrary.Load(soName) : nint.Zero;
}
