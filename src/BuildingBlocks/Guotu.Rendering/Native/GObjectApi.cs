using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>The part of GObject's C interface that is used here.</summary>
internal static unsafe partial class GObjectApi
{
    private const nuint PointerType = 17 << 2;

    static GObjectApi() => NativeLibraries.Register();

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    /// <summary>Reads a pointer property without the variadic <c>g_object_get</c>: P/Invoke cannot state its calling convention.</summary>
    internal static nint PointerProperty(nint instance, string name)
    {
        var value = default(Value);
        ValueInit(&value, PointerType);
        GetProperty(instance, name, &value);
        var pointer = ValueGetPointer(&value);
        ValueUnset(&value);
        return pointer;
    }

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_init")]
    private static partial nint ValueInit(Value* value, nuint type);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_unset")]
    private static partial void ValueUnset(Value* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_pointer")]
    private static partial nint ValueGetPointer(Value* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void GetProperty(nint instance, string name, Value* value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Value
    {
        public nuint Type;
        public long Data0;
        public long Data1;
    }
}
