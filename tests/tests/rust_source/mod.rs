//! The core's source, as far as it shows to others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::source_files::rust_files;
use syn::{
    FnArg, GenericArgument, ImplItem, Item, ItemImpl, Pat, PathArguments, ReturnType, Signature,
    Type, Visibility,
};

/// The files of `ezauth-core/src`, parsed.
pub(crate) struct Source {
    files: Vec<(PathBuf, syn::File)>,
}

impl Source {
    pub(crate) fn of_core() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ezauth-core/src");
        let parsed = |path: PathBuf| {
            let text = fs::read_to_string(&path).expect("the source can be read");
            let file = syn::parse_file(&text).expect("the source is Rust");
            (path.strip_prefix(&root).expect("it is below the root").to_owned(), file)
        };
        Self { files: rust_files(&root).into_iter().map(parsed).collect() }
    }

    /// The public methods of `Accounts`, as `file::name(parameter: type, ..) -> result`.
    pub(crate) fn operations(&self) -> BTreeSet<String> {
        let mut operations = BTreeSet::new();
        for (path, file) in self.files.iter().filter(|(path, _)| path.starts_with("accounts")) {
            let story = path.file_stem().unwrap_or_default().to_string_lossy();
            for method in file.items.iter().filter_map(accounts).flat_map(|it| &it.items) {
                if let ImplItem::Fn(method) = method
                    && matches!(method.vis, Visibility::Public(_))
                {
                    operations.insert(format!("{story}::{}", written(&method.sig)));
                }
            }
        }
        operations
    }

    /// The public fields of the domain's public structs, as `Struct.field: type`.
    pub(crate) fn fields(&self) -> BTreeSet<String> {
        let domain = self.files.iter().filter(|(path, _)| path.starts_with("domain"));
        let structs = domain.flat_map(|(_, file)| &file.items).filter_map(|item| match item {
            Item::Struct(item) if matches!(item.vis, Visibility::Public(_)) => Some(item),
            _ => None,
        });
        let fields = structs.flat_map(|item| {
            let public = item.fields.iter().filter(|it| matches!(it.vis, Visibility::Public(_)));
            let named = public.filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
            named.map(|(name, ty)| format!("{}.{name}: {}", item.ident, type_name(ty)))
        });
        fields.collect()
    }
}

/// An `impl Accounts` without a trait.
fn accounts(item: &Item) -> Option<&ItemImpl> {
    match item {
        Item::Impl(item) if item.trait_.is_none() && type_name(&item.self_ty) == "Accounts" => {
            Some(item)
        }
        _ => None,
    }
}

fn written(signature: &Signature) -> String {
    let parameters = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => match &*input.pat {
            Pat::Ident(name) => Some(format!("{}: {}", name.ident, type_name(&input.ty))),
            _ => Some("?".to_owned()),
        },
        FnArg::Receiver(_) => None,
    });
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let result = match &signature.output {
        ReturnType::Default => "nothing that can fail".to_owned(),
        ReturnType::Type(_, ty) => type_name(ty),
    };
    // Every operation can fail; the table tells what it gives when it does not.
    let result = result.strip_prefix("Result<").and_then(|it| it.strip_suffix('>'));
    format!("{}({parameters}) -> {}", signature.ident, result.unwrap_or("no Result"))
}

/// The last name of a path with its arguments. All widths of unsigned integers are one type of the
/// table.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => format!("&{}", type_name(&reference.elem)),
        Type::Tuple(tuple) if tuple.elems.is_empty() => "()".to_owned(),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return "?".to_owned() };
            let name = match last.ident.to_string().as_str() {
                "u32" | "u64" => "int".to_owned(),
                name => name.to_owned(),
            };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return name };
            let arguments = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(type_name(ty)),
                _ => None,
            });
            format!("{name}<{}>", arguments.collect::<Vec<_>>().join(", "))
        }
        _ => "?".to_owned(),
    }
}
