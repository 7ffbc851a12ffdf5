using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>The part of fontconfig's C interface that is used here.</summary>
internal static unsafe partial class FontconfigApi
{
    static FontconfigApi() => NativeLibraries.Register();

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternCreate")]
    internal static partial FontPatternHandle PatternCreate();

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternDestroy")]
    internal static partial void PatternDestroy(nint pattern);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternAddString", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternAddString(FontPatternHandle pattern, string name, string value);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternAddInteger", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternAddInteger(FontPatternHandle pattern, string name, int value);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternAddBool", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternAddBool(FontPatternHandle pattern, string name, int value);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternGetString", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternGetString(nint pattern, string name, int n, out nint value);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternGetInteger", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternGetInteger(nint pattern, string name, int n, out int value);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcPatternGetBool", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int PatternGetBool(nint pattern, string name, int n, out int value);

    /// <summary>True when a font of exactly this family is installed.</summary>
    internal static bool HasFamily(string family)
    {
        using var pattern = PatternCreate();
        _ = PatternAddString(pattern, "family", family);
        var wanted = ObjectSetCreate();
        _ = ObjectSetAdd(wanted, "family");
        var set = FontList(nint.Zero, pattern, wanted);
        var found = set is not null && set->Count > 0;
        if (set is not null)
            FontSetDestroy(set);
        ObjectSetDestroy(wanted);
        return found;
    }

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcFontList")]
    private static partial FontSet* FontList(nint config, FontPatternHandle pattern, nint objects);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcFontSetDestroy")]
    private static partial void FontSetDestroy(FontSet* set);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcObjectSetCreate")]
    private static partial nint ObjectSetCreate();

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcObjectSetAdd", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ObjectSetAdd(nint set, string name);

    [LibraryImport(NativeLibraries.Fontconfig, EntryPoint = "FcObjectSetDestroy")]
    private static partial void ObjectSetDestroy(nint set);

    [StructLayout(LayoutKind.Sequential)]
    private struct FontSet
    {
        public int Count;
        public int Capacity;
        public nint Fonts;
    }
}
