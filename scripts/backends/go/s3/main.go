// A real S3-compatible server on a folder, for the stories of state backends: the S3 API and the folder backend of Versity's gateway,
// without the other backends and the commands of its own program, which take most of its build. One account, no logs, plain HTTP.
//
//	s3 HOST:PORT FOLDER METADATA-FOLDER
//
// Each folder in FOLDER is a bucket. The account is in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the region in AWS_REGION.
package main

import (
	"log"
	"os"

	"github.com/versity/versitygw/auth"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/s3api"
	"github.com/versity/versitygw/s3api/middlewares"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: s3 HOST:PORT FOLDER METADATA-FOLDER")
	}
	if err := serve(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}

func serve(address, folder, metadata string) error {
	// Not in extended attributes, which the file system of a temporary folder may not have.
	sidecar, err := meta.NewSideCar(metadata)
	if err != nil {
		return err
	}
	files, err := posix.New(folder, sidecar, posix.PosixOpts{SideCarDir: metadata, CopyObjectThreshold: 5 << 30})
	if err != nil {
		return err
	}
	access, secret := os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY")
	accounts := auth.NewIAMServiceSingle(auth.Account{Access: access, Secret: secret, Role: auth.RoleAdmin})
	server, err := s3api.New(
		files, middlewares.RootUserConfig{Access: access, Secret: secret}, os.Getenv("AWS_REGION"), accounts,
		nil, nil, nil, nil,
		s3api.WithQuiet(), s3api.WithKeepAlive(), s3api.WithOnListen(func() { log.Print("listening") }),
		s3api.WithConcurrencyLimiter(1000, 1000), s3api.WithMpMaxParts(10000),
	)
	if err != nil {
		return err
	}
	return server.ServeMultiPort([]string{address})
}
